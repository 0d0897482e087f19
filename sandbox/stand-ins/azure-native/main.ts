import process from "node:process";
import { serveProvider } from "../serve-provider.ts";
import { azureNativeProvider } from "./azure-native-provider.ts";

await serveProvider(azureNativeProvider, process.env);
