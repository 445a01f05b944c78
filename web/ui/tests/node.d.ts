// The one thing that tests here need of Node; its whole types would let browser code use them unnoticed.
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
