// Builds the front end into parlour/site/built: the console; the widget's panel, and the loader that knows the panel's
// hashed name, with the demonstration shop. `node build.mjs console` or `widget` builds one of them.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import preact from "@preact/preset-vite";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "parlour", "site", "built");
const wanted = process.argv[2] ?? "all";
const shared = { configFile: false, logLevel: "warn", plugins: [preact({ reactAliasesEnabled: false })] };

async function buildConsole() {
  await build({
    ...shared,
    root: join(here, "console"),
    base: "/static/console/",
    build: { outDir: join(target, "console"), emptyOutDir: true, assetsInlineLimit: 0, target: "es2022" },
  });
}

async function buildWidget() {
  const outDir = join(target, "widget");
  rmSync(outDir, { recursive: true, force: true });
  // Relative addresses only: the host page may stand on any origin, and the panel knows its own by import.meta.url.
  await build({
    ...shared,
    root: join(here, "widget"),
    base: "./",
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2020",
      modulePreload: false,
      assetsInlineLimit: 0,
      rollupOptions: {
        input: join(here, "widget", "panel.tsx"),
        preserveEntrySignatures: "strict",
        output: { format: "es", entryFileNames: "panel-[hash].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  const panel = readdirSync(outDir).find((name) => /^panel-.*\.js$/.test(name));
  writeFileSync(join(outDir, "panel.js"), `export * from "./${panel}";\n`);
  await build({
    ...shared,
    plugins: [],
    root: join(here, "widget"),
    define: { __PANEL__: JSON.stringify(panel) },
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2020",
      lib: { entry: join(here, "widget", "loader.ts"), formats: ["iife"], name: "ParlourLoader", fileName: () => "loader.js" },
    },
  });
}

/** The demonstration shop is served as it is written. */
function copyDemo() {
  rmSync(join(target, "demo"), { recursive: true, force: true });
  cpSync(join(here, "demo"), join(target, "demo"), { recursive: true });
}

/** Lay a small copy beside each text file: the server hands it to browsers that take one. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|svg|html)$/.test(name)) continue;
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

if (wanted !== "widget") {
  await buildConsole();
  compress(join(target, "console"));
}
if (wanted !== "console") {
  await buildWidget();
  copyDemo();
  compress(join(target, "widget"));
  compress(join(target, "demo"));
}
