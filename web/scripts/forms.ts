const patience_ms = 10_000; // after that a second press is meant

// A second press of the same button is not a second wish.
export function submitOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    const last = Number(form.dataset.sentAt ?? 0);
    if (Date.now() - last < patience_ms) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(Date.now());
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's own button: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent-at]")) {
      delete form.dataset.sentAt;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    }
  });
}

// Nothing typed is lost unasked: a form with data-guard asks before the page is left with words not sent.
export function warnBeforeLeaving(): void {
  let typed = false;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-guard]")) {
    form.addEventListener("input", () => (typed = true));
    form.addEventListener("submit", () => (typed = false));
  }
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
