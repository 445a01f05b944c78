import { expect, it } from "vitest";
import { split } from "../archive/marked";

it("marks words where they begin, in any case, and reads nothing as a pattern", () => {
  expect(split("The parcel is in Párcel town", "par")).toEqual(["The ", "par", "cel is in Párcel town"]);
  expect(split("a.b (c)", ".b (c")).toEqual(["a.b ", "(c", ")"]);
  expect(split("nothing", "  ")).toEqual(["nothing"]);
});
