// Nothing that somebody typed is lost: leaving asks first, and an ended session gives it back.
//
// Typed text is kept in the tab (sessionStorage) by person, form and box. A form that is sent
// leaves a mark; the next page drops the text if it was saved, and the mark if it was not.
"use strict";

window.council = window.council || {};

(function () {
  const prefix = "council-typed:";
  const sentKey = "council-sent";
  const user = document.body.dataset.user;
  const mine = `${prefix}${user}:`;

  function drop(test) {
    Object.keys(sessionStorage).filter(test).forEach((key) => sessionStorage.removeItem(key));
  }

  function keyOf(box) {
    return `${mine}${addressOf(box.form)}:${box.name}`;
  }

  function addressOf(form) {
    return new URL(form.getAttribute("action") || "", location.href).pathname;
  }

  function remember(box) {
    try {
      sessionStorage.setItem(keyOf(box), box.value);
    } catch (error) {
      console.warn("The text could not be kept in this browser.", error);
    }
  }

  // Signed out, or an error page: what was sent was not saved, so its text stays.
  function settleWhatWasSent() {
    const sent = sessionStorage.getItem(sentKey);
    sessionStorage.removeItem(sentKey);
    const failed = !user || document.querySelector("[data-failed], .govuk-error-summary");
    if (sent && !failed) {
      drop((key) => key.startsWith(`${mine}${sent}:`));
    }
  }

  function button(text, classes, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `govuk-button${classes}`;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function offer(box, kept) {
    const region = document.createElement("div");
    region.className = "council-restore";
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", "Text that was not saved");
    const words = document.createElement("p");
    words.className = "govuk-body";
    words.textContent = "You typed text here that was not saved.";
    const buttons = document.createElement("div");
    buttons.className = "council-buttons";
    const done = () => {
      region.remove();
      box.focus();
    };
    const putBack = button("Put it back", "", () => {
      box.value = kept;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      done();
    });
    const discard = button("Discard it", " govuk-button--secondary", () => {
      sessionStorage.removeItem(keyOf(box));
      done();
    });
    buttons.append(putBack, discard);
    region.append(words, buttons);
    (box.closest(".govuk-form-group") || box).before(region);
  }

  function watch(form, before) {
    const boxes = [...form.querySelectorAll("textarea")];
    for (const box of boxes) {
      before.set(box, document.querySelector(".govuk-error-summary") ? "" : box.value);
      const kept = sessionStorage.getItem(keyOf(box));
      if (kept !== null && kept !== box.value) {
        offer(box, kept);
      }
      box.addEventListener("input", () => remember(box));
    }
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) {
        boxes.forEach((box) => before.set(box, box.value));
        sessionStorage.setItem(sentKey, addressOf(form));
      }
    });
  }

  window.council.guardUnsavedText = function () {
    const before = new Map();
    const forms = document.querySelectorAll('form[method="post"]');
    for (const form of forms) {
      if (form.matches("[data-sign-out]")) {
        form.addEventListener("submit", () => drop((key) => key.startsWith(prefix)));
      } else if (user) {
        watch(form, before);
      }
    }
    window.addEventListener("beforeunload", (event) => {
      if ([...before].some(([box, value]) => box.value !== value)) {
        event.preventDefault();
      }
    });
  };

  settleWhatWasSent();
  if (user) {
    // A shared computer: the next person must not find the words of the last.
    drop((key) => key.startsWith(prefix) && !key.startsWith(mine));
  }
})();
