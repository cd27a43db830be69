"""What makes one PDF file both PDF/A-3a and PDF/UA-1, which WeasyPrint 70.0 writes only singly."""

from datetime import datetime

import pydyf

NO_DAY = datetime(1970, 1, 1)  # WeasyPrint wants one; ``finish`` takes it away again
# PDF/A knows no mark of PDF/UA: its schema has to be described beside it.
MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
 <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"


def finish(document: object, pdf: pydyf.PDF) -> None:
    """WeasyPrint's hook, called when all but the trailer is there."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    words = b"".join(metadata.stream)
    metadata.stream = [words.replace(END, MARK + END)]
    metadata.compress = False  # archives read it without knowing PDF
    # WeasyPrint lists each file twice.
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for reference in pdf.catalog["AF"]:
        content = _object(pdf, _object(pdf, reference)["EF"]["F"])
        for moment in ("CreationDate", "ModDate"):
            del content.extra["Params"][moment]


def _object(pdf: pydyf.PDF, reference: str | bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]
