// First thing in the body, so that nothing jumps: GOV.UK's styles wait for these two words.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
