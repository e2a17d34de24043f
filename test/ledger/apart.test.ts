import { expect } from "chai";
import { readHouse } from "../../src/house.ts";
import { apart } from "../../src/ledger/apart.ts";
import { Checked, Made } from "../../src/ledger/orders.ts";

const { campaigns, calendar } = readHouse("./config");
const house = {
  database: "sqlite:/nowhere/x",
  campaign: campaigns[0],
  years: calendar.years,
  now: new Date(),
};

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : ""),
  );

describe("a sheet's own process", function () {
  this.timeout(60_000);

  it("ends when its bot is told to stop, and says so", async () => {
    const asked = { units: null, year: null, unit: null, states: null, light: null, isMajor: false };
    const work = messageOf(apart({ kind: "export", ...house, asked, by: "", out: "/nowhere/y" }, Made));
    process.emit("SIGTERM", "SIGTERM");
    expect(await work).to.include("ended with SIGKILL");
    expect(process.listenerCount("SIGINT")).to.equal(process.listenerCount("SIGTERM"));
  });

  it("hands back a refusal as a refusal, and a failure with its reason", async () => {
    const file = {
      path: "package.json",
      name: "台账.xlsx",
      units: null,
      out: "/nowhere/y",
      errorsOut: "/nowhere/z",
    };
    expect(await messageOf(apart({ kind: "check", ...house, ...file }, Checked))).to.match(
      /^Refusal: 文件已损坏/,
    );
    const missing = { ...file, path: "nowhere.xlsx" };
    expect(await messageOf(apart({ kind: "check", ...house, ...missing }, Checked))).to.match(
      /^Error: .*ENOENT/s,
    );
  });
});
