import { columns, grey, markdown, words, type Element } from "./elements.ts";

const image = (imageKey: string, what: string, size: string): Element => ({
  tag: "img",
  img_key: imageKey,
  alt: words(what),
  scale_type: "crop_center",
  corner_radius: "6px",
  preview: true,
  size,
});

/** A small photo beside words. */
export const thumbnail = (imageKey: string, what: string): Element => image(imageKey, what, "medium");

type Evidence = { imageKey: string | null; count: number };

const side = (what: string, { imageKey, count }: Evidence): Element[] => {
  const caption = imageKey || count === 0 ? what : `${what}（${count}件）`;
  return [
    ...(imageKey ? [image(imageKey, what, "stretch")] : []),
    markdown(grey(count === 0 ? `${what}：没有照片` : caption), {
      text_align: "center",
      text_size: "notation",
    }),
  ];
};

/** The same spot before and after, side by side. */
export function photos({ before, after }: { before: Evidence; after: Evidence }): Element[] {
  if (before.count === 0 && after.count === 0) return [];
  return [columns([{ elements: side("整改前", before) }, { elements: side("整改后", after) }])];
}
