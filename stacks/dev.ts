import { deploy } from "./deploy.ts";

/** The development stack. */
export default () => deploy();
