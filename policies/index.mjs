// The engine's runner puts a compiler between itself and TypeScript that it loads; from a module like this one, Node reads it as it is.
import { enableCompileCache, flushCompileCache } from "node:module";

// Half of the pack's start is compiling the SDK. It is kept at once, because the engine ends the pack by a signal; and the import is
// not awaited, because the runner loads this file with `require`.
enableCompileCache();
void import("./index.ts").then(() => flushCompileCache());
