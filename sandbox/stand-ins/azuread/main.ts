import process from "node:process";
import { serveProvider } from "../serve-provider.ts";
import { azureadProvider } from "./azuread-provider.ts";

await serveProvider(azureadProvider, process.env);
