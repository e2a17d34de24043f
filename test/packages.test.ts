import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";

type Package = {
  version?: string;
  license?: string;
  dev?: boolean;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
};
type Manifest = {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

const lockText = readFileSync("package-lock.json", "utf8");
const { packages } = JSON.parse(lockText) as { packages: Record<string, Package> };
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const nameOf = (path: string) => path.split("node_modules/").at(-1) ?? "";
const installed = Object.entries(packages)
  .filter(([path]) => path !== "")
  .map(([path, about]) => ({ ...about, path, name: nameOf(path) }));

const ALLOWED = new Set([
  "MIT",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Python-2.0",
  "Unlicense",
]);

/** Development only, never shipped: what else a licence may be, and why. */
const EXCEPTIONS: readonly { name: RegExp; license: string; why: string }[] = [
  { name: /^@resvg\/resvg-js/, license: "MPL-2.0", why: "draws charts for tests; used unchanged" },
  {
    name: /^argparse$/,
    license: "PSF-2.0",
    why: "the Python licence under its other name; reads test options",
  },
];

/** Looked at: one puts in place a binary that the lock file fixes already, one warns of a version; neither is needed. */
const REVIEWED_SCRIPTS = ["esbuild", "protobufjs"];

describe("the packages we stand on", () => {
  it("each have a licence that a government may use; what is shipped has no exception", () => {
    const wrong = installed.filter(({ name, license = "", dev = false }) => {
      const isException = EXCEPTIONS.some((each) => each.name.test(name) && each.license === license);
      return !ALLOWED.has(license) && !(dev && isException);
    });
    expect(wrong.map(({ path, license }) => `${path} ${license}`)).to.deep.equal([]);
  });

  it("run no script when they are installed: all are off, and those that have one are named and forbidden", () => {
    expect(readFileSync(".npmrc", "utf8").split("\n")).to.include("ignore-scripts=true");
    const scripted = installed.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(scripted.filter((name) => !REVIEWED_SCRIPTS.includes(name))).to.deep.equal([]);
    for (const name of scripted) expect(manifest.allowScripts[name], name).to.equal(false);
  });

  it("are fixed by their content, and no address says where they came from", () => {
    expect(installed).to.have.length.above(100);
    for (const { path, integrity, resolved } of installed) {
      expect(integrity, path).to.match(/^sha512-/);
      expect(resolved, path).to.equal(undefined);
    }
    expect(lockText).to.not.match(/registry|mirror/i);
    expect(readFileSync(".npmrc", "utf8")).to.not.match(/https?:|_auth/i);
  });

  it("that we name ourselves are named with one exact version, the one of the lock file", () => {
    const named = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const [name, version] of named) {
      expect(version, name).to.match(/^\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).to.equal(version);
    }
  });

  it("are listed for an auditor by `npm run sbom`, as CycloneDX, without a network", () => {
    const { status, stdout } = spawnSync("npm", ["run", "-s", "sbom"], {
      encoding: "utf8",
      env: { ...process.env, npm_config_offline: "true" },
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(status).to.equal(0);
    const listed = JSON.parse(stdout) as {
      bomFormat: string;
      components: { name: string; version: string }[];
    };
    expect(listed.bomFormat).to.equal("CycloneDX");
    const names = listed.components.map(({ name, version }) => `${name}@${version}`);
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(names).to.include(`${name}@${version}`);
  }).timeout(60_000);
});
