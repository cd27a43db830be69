"""What the pages share that tell of homes as at a day, or since one."""

KINDS = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}
