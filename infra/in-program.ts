import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Lets a hook log and look things up. The engine calls a hook from outside the program, and a program that runs inside another
 * process (Automation API) finds its engine through its async context only.
 */
export function inProgram<Args extends unknown[], Result>(hook: (...args: Args) => Result): (...args: Args) => Result {
    return AsyncLocalStorage.bind(hook);
}
