import { el } from "./dom.ts";

/** A chart, drawn by the library that Feishu itself uses; loaded when the first one is shown. */
export function drawChart(part: Record<string, unknown>): HTMLElement {
  const height = typeof part["height"] === "string" && part["height"] !== "auto" ? part["height"] : "200px";
  const node = el("div", { class: "chart", style: `height:${height}`, role: "img", "aria-label": "图表" });
  void draw(node, part["chart_spec"]);
  return node;
}

async function draw(node: HTMLElement, spec: unknown): Promise<void> {
  const { VChart } = await import("@visactor/vchart");
  if (typeof spec !== "object" || spec === null || !("type" in spec)) return;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  if (!node.isConnected) return;
  const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const reader = { background: "transparent", animation: false, theme };
  // The specification is plain JSON that the card carries; its type is the library's own.
  const chart = new VChart({ ...spec, ...reader } as ConstructorParameters<typeof VChart>[0], {
    dom: node,
  });
  chart.renderSync();
  node.dataset["drawn"] = "true";
}
