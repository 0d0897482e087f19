import { deploy } from "./deploy.ts";

/** The production stack: what identifies users and apps is protected. */
export default () => deploy({ production: true });
