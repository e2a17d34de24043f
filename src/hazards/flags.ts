/** A photo as far as doubts about it go. `takenOn` is empty when the file does not say, `null` when nobody looked. */
export type Photo = { stage: string | null; sha256: string; takenOn: string | null };

const NAMED = 3;

const same = (others: readonly string[]): string[] => {
  if (others.length === 0) return [];
  const rest = others.length > NAMED ? `等${others.length}条` : "";
  return [`照片与${others.slice(0, NAMED).join("、")}${rest}相同`];
};

/** What a verifier should look at twice; it blocks nothing. `others` are hazards under which one of these photos lies too. */
export function evidenceFlags(photos: readonly Photo[], others: readonly string[]): string[] {
  const of = (stage: "before" | "after") => photos.filter((photo) => photo.stage === stage);
  const [before, after] = [of("before"), of("after")];
  const days = (these: readonly Photo[]) => these.flatMap(({ takenOn }) => takenOn || []).toSorted();
  const [first] = days(before);
  const [earliest] = days(after);
  const isTwice = after.some(({ sha256 }) => before.some((each) => each.sha256 === sha256));
  const undated = [...before, ...after].filter(({ takenOn }) => takenOn === "").length;
  return [
    ...same(others),
    ...(isTwice ? ["整改前后是同一张照片"] : []),
    ...(first && earliest && earliest < first ? ["整改后早于整改前"] : []),
    ...(undated > 0 ? [`${undated}张照片没有拍摄时间`] : []),
  ];
}
