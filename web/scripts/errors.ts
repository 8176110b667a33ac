// After a refused form the eye and the screen reader go to the summary; its links lead to the input with its label in sight.
export function leadToErrors(): void {
  const summary = document.querySelector<HTMLElement>(".govuk-error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
    const input = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!input) return;
    event.preventDefault();
    (input.closest(".govuk-form-group") ?? input).scrollIntoView();
    input.focus({ preventScroll: true });
  });
}
