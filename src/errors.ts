/** A rule said no. The message is shown to the person who asked, and nothing is changed. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** The card that was pressed shows an older version: nothing is written, today's card comes back filled in. */
export class StaleCard extends Refusal {
  override name = "StaleCard";
  constructor() {
    super("内容已更新，刚填的还在，请核对后再交");
  }
}

/** The operator's files or settings are wrong; each line names a place, the rule and what to do. */
export class SetupError extends Error {
  override name = "SetupError";
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join("\n"));
    this.mistakes = mistakes;
  }
}
