/** What a form's submit button sends; `null` when a required field is empty, which is then marked. */
export function collect(form: HTMLFormElement): Record<string, unknown> | null {
  const value: Record<string, unknown> = {};
  let isComplete = true;
  for (const field of form.querySelectorAll<HTMLElement>("[data-field]")) {
    const answer = readField(field);
    value[field.dataset["field"] ?? ""] = answer;
    const isEmpty = answer === "" || (Array.isArray(answer) && answer.length === 0);
    field.classList.toggle("missing", isEmpty && field.dataset["required"] === "true");
    if (isEmpty && field.dataset["required"] === "true") isComplete = false;
  }
  if (!isComplete) form.querySelector(".missing")?.scrollIntoView({ block: "center", behavior: "smooth" });
  return isComplete ? value : null;
}

function readField(field: HTMLElement): string | string[] {
  if ("many" in field.dataset)
    return [...field.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value);
  const input = field.querySelector<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    "input,textarea,select",
  );
  const value = input?.value ?? "";
  return field.dataset["kind"] === "date" && value ? `${value} +0800` : value;
}
