/** What an answer asks for: see RELIABILITY §3.8. */
export type ErrorClass = "wait" | "token" | "again" | "place" | "person" | "message" | "ours" | "stop";

export type FeishuError = {
  class: ErrorClass;
  code: number;
  message: string;
  logId?: string;
  httpStatus?: number;
  retryAfterMs?: number;
};

const CODES: Record<ErrorClass, readonly number[]> = {
  wait: [429, 99991400, 230020, 11232, 11233, 11247, 1000004, 1000005, 230049, 232019, 232068, 232096],
  token: [99991661, 99991663, 99991664, 99991665, 4001, 20013],
  again: [1500, 2200, 5000, 10500, 234019, 40003],
  place: [230002, 232009, 230018, 230035, 230027, 232010, 232011],
  person: [230013, 230029, 230053, 230038],
  message: [230011, 230110, 230031],
  ours: [230001, 230017, 230025, 230028, 230022, 230054, 230034, 230055, 234003, 234006, 234037, 234043],
  stop: [99991403, 99991401, 99991662, 230006, 232025, 99991543, 99991672, 10003, 10014, 10015],
};

const BY_CODE = new Map(
  Object.entries(CODES).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
);

const isClass = (name: string | undefined): name is ErrorClass => name !== undefined && name in CODES;

const CARD_INVALID = 230099;
const BEING_CLICKED = 11310;

/** The class of a platform code; a refused card is ours unless it is only being clicked just now. */
export function classOf(code: number, message: string): ErrorClass {
  if (code === CARD_INVALID) {
    const sub = Number(/ErrCode:\s*(\d+)/.exec(message)?.[1] ?? 0);
    return sub === BEING_CLICKED && message.includes("card action is lock") ? "again" : "ours";
  }
  const known = BY_CODE.get(code);
  return isClass(known) ? known : "again";
}
