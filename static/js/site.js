// What scripts add to pages that work without them.
"use strict";

(function () {
  // The server's messages name the remedy; the browser's own bubbles do not.
  for (const form of document.querySelectorAll('form[method="post"]')) {
    form.noValidate = true;
  }

  // Messages take the focus when they open; what has to be corrected comes first.
  if (document.querySelector(".govuk-error-summary")) {
    for (const banner of document.querySelectorAll(".govuk-notification-banner")) {
      banner.dataset.disableAutoFocus = "true";
    }
  }

  window.GOVUKFrontend.initAll();
  window.MOJFrontend.initAll();

  // A word typed finds the option: long lists of leads cannot be scrolled by thumb.
  const spoken = "Type to find, then choose with the arrow keys and enter.";
  for (const select of document.querySelectorAll("select[data-autocomplete]")) {
    const described = (select.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    const words = described.map((id) => document.getElementById(id).textContent.trim());
    const id = select.id;
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.value ? select.options[select.selectedIndex].text : "",
      showAllValues: true,
      preserveNullOptions: false,
      confirmOnBlur: false,
      tNoResults: () => "Nothing found",
      tAssistiveHint: () => [...words, spoken].join(" "),
    });
    keepInStep(select, document.getElementById(id));
  }

  // Words that are no option must not leave the option chosen before them behind the scenes.
  function keepInStep(select, box) {
    box.addEventListener("input", () => {
      const typed = box.value.trim().toLowerCase();
      const options = [...select.options];
      select.selectedIndex = options.findIndex((o) => o.text.trim().toLowerCase() === typed);
    });
    select.form.addEventListener("submit", (event) => {
      if (!box.value.trim()) {
        select.value = "";
      } else if (select.selectedIndex < 0 || !select.value) {
        event.preventDefault();
        event.stopImmediatePropagation();
        complain(box, `${box.value} is not in the list. Choose one from the list.`);
      }
    });
  }

  function complain(box, words) {
    const group = box.closest(".govuk-form-group");
    const message = group.querySelector(".govuk-error-message") || document.createElement("p");
    message.className = "govuk-error-message";
    message.setAttribute("role", "alert");
    message.textContent = words;
    group.classList.add("govuk-form-group--error");
    group.querySelector("label").after(message);
    box.focus();
  }

  // The server ends a request that is far too large, and what was typed beside the file is lost.
  for (const box of document.querySelectorAll("input[type=file][data-max-bytes]")) {
    box.form.addEventListener("submit", (event) => {
      if (box.files.length && box.files[0].size > Number(box.dataset.maxBytes)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        complain(box, box.dataset.tooLarge);
      }
    });
  }

  // Filters open as a panel on phones, and stand beside the list on desktops.
  for (const panel of document.querySelectorAll("[data-council-filter]")) {
    new window.MOJFrontend.FilterToggleButton(panel, {
      bigModeMediaQuery: "(min-width: 48.0625em)",
      startHidden: false,
      toggleButton: {
        showText: "Show filter",
        hideText: "Hide filter",
        classes: "govuk-button--secondary",
      },
      toggleButtonContainer: { selector: "[data-council-filter-button]" },
      closeButton: { text: "Close" },
      closeButtonContainer: { selector: ".moj-filter__header-action" },
    });
  }

  // Word's bullets arrive as "•", "·" or "o" and tabs: they become lines that start "- ".
  const bullet = /^[ \t\u00a0]*(?:[•·▪◦‣●○■□§\uf0b7\uf0a7\uf0d8]|o(?=[\t\u00a0])|[–-](?=[\t\u00a0]))[ \t\u00a0]*/;
  const numbered = /^[ \t\u00a0]*(\d{1,3})[.)][ \t\u00a0]+/;

  function fromLines(text) {
    return text
      .replace(/\r\n?/g, "\n")
      .split("\n")
      .map((line) => line.replace(bullet, "- ").replace(numbered, "$1. "))
      .join("\n");
  }

  // Copied web pages lose their bullets in plain text: lists are read from the page's own marks.
  const blocks = "p, div, h1, h2, h3, h4, h5, h6, table, tr, td, th, section, article, blockquote";

  function fromHtml(html) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    if (!body.querySelector("li")) {
      return null;
    }
    body.querySelectorAll("style, script, title").forEach((node) => node.remove());
    const lines = [""];
    readFlow(body, lines);
    return lines
      .map((line) => line.replace(/\s+$/, ""))
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  }

  function readFlow(node, lines) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const words = child.data.replace(/[\s\u00a0]+/g, " ");
        lines[lines.length - 1] += lines.at(-1) ? words : words.trimStart();
      } else if (child.nodeName === "BR") {
        lines.push("");
      } else if (child.nodeName === "UL" || child.nodeName === "OL") {
        lines.push("");
        readList(child, 0, lines);
        lines.push("", "");
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        const isBlock = child.matches(blocks);
        if (isBlock) {
          lines.push("");
        }
        readFlow(child, lines);
        if (isBlock) {
          lines.push("", "");
        }
      }
    }
  }

  function readList(list, depth, lines) {
    let number = 0;
    for (const item of list.children) {
      if (item.matches("ul, ol")) {
        readList(item, depth + 1, lines); // Word nests lists outside the items
        continue;
      }
      number += 1;
      const own = item.cloneNode(true);
      own.querySelectorAll("ul, ol").forEach((inner) => inner.remove());
      own.querySelectorAll(`br, ${blocks}`).forEach((block) => block.before(" "));
      const mark = list.matches("ol") ? `${number}. ` : "- ";
      const words = own.textContent.replace(/[\s\u00a0]+/g, " ").trim();
      lines.push("   ".repeat(depth) + mark + words);
      for (const inner of item.querySelectorAll(":scope > ul, :scope > ol")) {
        readList(inner, depth + 1, lines);
      }
    }
  }

  function paste(event) {
    const plain = event.clipboardData.getData("text/plain");
    const html = event.clipboardData.getData("text/html");
    const text = (html && fromHtml(html)) || fromLines(plain);
    if (!text || text === plain) {
      return;
    }
    event.preventDefault();
    // insertText keeps the browser's undo, which setRangeText would lose.
    if (!document.execCommand("insertText", false, text)) {
      const box = event.target;
      box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  for (const box of document.querySelectorAll("textarea[data-prose]")) {
    box.addEventListener("paste", paste);
  }

  window.council.guardUnsavedText();
})();
