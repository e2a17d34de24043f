import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { SETTING_NAMES } from "../src/env.ts";

type Service = {
  image?: string;
  build?: string;
  command?: string[];
  env_file?: string;
  environment: Record<string, string>;
  volumes: string[];
  deploy?: { replicas: number };
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  restart: string;
  stop_grace_period?: string;
  healthcheck?: { test?: string[]; disable?: boolean };
  read_only?: boolean;
  cap_drop?: string[];
};
type Compose = {
  services: { bot: Service; migrate: Service; database: Service };
  volumes: Record<string, unknown>;
};

const written = readFileSync("compose.yaml", "utf8");
const { services, volumes } = parse(written, { merge: true }) as Compose;
const { bot, migrate, database } = services;

describe("compose.yaml", () => {
  it("starts two bots after one schema upgrade, which waits for the database", () => {
    expect(bot.deploy?.replicas).to.equal(2);
    expect(bot.depends_on).to.deep.equal({ migrate: { condition: "service_completed_successfully" } });
    expect(migrate.command).to.deep.equal(["node", "bin/duban.mjs", "migrate"]);
    expect(migrate.restart).to.equal("no");
    expect(migrate.depends_on).to.deep.equal({ database: { condition: "service_healthy" } });
    expect(database.healthcheck?.test).to.include("--innodb_initialized");
  });

  it("gives a bot 15 seconds to finish what is under way, and brings it back when it dies", () => {
    expect(bot.stop_grace_period).to.equal("15s");
    expect(bot.restart).to.equal("unless-stopped");
  });

  it("runs a database that keeps every commit it acknowledged, and Chinese text", () => {
    expect(database.image).to.match(/^mariadb:1[01]\.\d+$/);
    expect(database.command).to.include.members([
      "--innodb-flush-log-at-trx-commit=1",
      "--sync-binlog=1",
      "--log-bin=duban",
      "--binlog-format=ROW",
      "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_bin",
    ]);
    expect(database.volumes).to.deep.equal(["database:/var/lib/mysql"]);
    expect(database.ports).to.equal(undefined);
  });

  it("lets both bots keep files in one place, and nothing else on disk", () => {
    for (const service of [bot, migrate]) {
      expect(service.volumes).to.include(`files:${service.environment["FILES_DIR"]}`);
      expect(service.read_only).to.equal(true);
      expect(service.cap_drop).to.deep.equal(["ALL"]);
    }
    expect(Object.keys(volumes)).to.have.members(["database", "files"]);
  });

  it("names only settings that there are, and takes every secret from .env", () => {
    for (const service of [bot, migrate]) {
      expect(service.env_file).to.equal(".env");
      expect(Object.keys(service.environment).filter((name) => !SETTING_NAMES.includes(name))).to.deep.equal(
        [],
      );
    }
    const secrets = Object.entries({ ...database.environment, ...bot.environment }).filter(([name]) =>
      /^(?!.*RANDOM).*(PASSWORD|SECRET|KEY|TOKEN|URL)/.test(name),
    );
    expect(secrets.map(([name]) => name)).to.have.members(["MARIADB_PASSWORD", "DATABASE_URL"]);
    for (const [name, value] of secrets) expect(value, name).to.include("${MARIADB_");
  });

  it("offers each bot a port of its own, to this machine alone", () => {
    expect(bot.ports).to.deep.equal(["127.0.0.1:3000-3001:3000"]);
    expect(bot.environment["PORT"]).to.equal("3000");
  });
});

describe("the Dockerfile", () => {
  const lines = readFileSync("Dockerfile", "utf8").replaceAll("\\\n", " ").split("\n").filter(Boolean);
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
  const ignored = readFileSync(".dockerignore", "utf8").split("\n").filter(Boolean);
  const copied = lines
    .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
    .flatMap((line) => line.split(/\s+/).slice(1, -1));

  it("copies only what is there, and is offered nothing else: no .env, no data, no git", () => {
    expect(copied).to.have.length.above(8);
    expect(copied.filter((path) => !existsSync(path))).to.deep.equal([]);
    expect(ignored[0]).to.equal("*");
    expect(ignored.slice(1)).to.have.members([...new Set(copied)].map((path) => `!${path}`));
  });

  it("ships the build and the packages it needs, and runs as nobody in particular", () => {
    expect(lines).to.include("RUN npm ci --omit=dev");
    expect(lines).to.include("RUN npm run build");
    expect(last).to.include("USER node");
    expect(last.indexOf("USER node")).to.be.above(last.findLastIndex((line) => line.startsWith("RUN ")));
    expect(last.at(-1)).to.equal('CMD ["node", "--max-semi-space-size=8", "bin/duban.mjs", "serve"]');
    for (const line of lines.filter((each) => each.startsWith("FROM ")))
      expect(line).to.match(/^FROM node:22-slim( AS \w+)?$/);
  });

  it("asks the bot itself whether it may work", () => {
    const check = last.find((line) => line.startsWith("HEALTHCHECK ")) ?? "";
    expect(check).to.include('CMD ["node", "-e"').and.include("/readyz");
  });

  it("names only settings that there are, and no secret", () => {
    const names = lines.flatMap((line) => /^(?:ENV|ARG) (\w+)/.exec(line)?.[1] ?? []);
    expect(names.filter((name) => ![...SETTING_NAMES, "NODE_ENV"].includes(name))).to.deep.equal([]);
    expect(names.filter((name) => /SECRET|KEY|TOKEN|PASSWORD|URL/.test(name))).to.deep.equal([]);
  });
});

describe(".env.example", () => {
  it("names only settings that there are, and those compose.yaml asks for", () => {
    const named = [...readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => name!,
    );
    const asked = [...written.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !SETTING_NAMES.includes(name) && !asked.includes(name))).to.deep.equal([]);
    expect(asked.filter((name) => !named.includes(name))).to.deep.equal([]);
    expect(named).to.include.members(["FEISHU_APP_ID", "FEISHU_TENANT_KEY"]);
  });
});
