import { expect, it } from "vitest";
import { refusalOfGo } from "../../engine/go-toolchain.ts";

it.each([
    ["go1.26.0", "local"],
    ["go1.26.8", "auto"],
    ["go1.30", "local"],
    ["go2.0", "local"],
    ["go1.21.0", "auto"],
    ["go1.25.3", "go1.25.3+auto"],
])("%s with GOTOOLCHAIN=%s builds the engine", (GOVERSION, GOTOOLCHAIN) => {
    expect(refusalOfGo({ GOVERSION, GOTOOLCHAIN })).toBeUndefined();
});

it.each([
    ["go1.25.9", "local", "go1.25.9 is older than 1.26, and GOTOOLCHAIN=local keeps it from fetching a newer one"],
    ["go1.24.1", "path", "go1.24.1 is older than 1.26, and GOTOOLCHAIN=path keeps it from fetching a newer one"],
    ["go1.20.14", "", "go1.20.14 is older than 1.26"],
    ["devel", "auto", "devel is older than 1.26"],
])("%s with GOTOOLCHAIN=%s is refused", (GOVERSION, GOTOOLCHAIN, reason) => {
    expect(refusalOfGo({ GOVERSION, GOTOOLCHAIN })).toBe(reason);
});
