type Child = Node | string | null | undefined | false;
type Props = { class?: string; text?: string; on?: Record<string, (event: Event) => void> } & Record<
  string,
  unknown
>;

/** Makes an element. Words always become text, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  const { class: name, text, on = {}, ...attributes } = props;
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== undefined && value !== false && value !== null) node.setAttribute(key, String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}
