import process from "node:process";
import { serveProvider } from "../serve-provider.ts";
import { auth0Provider } from "./auth0-provider.ts";

await serveProvider(auth0Provider, process.env);
