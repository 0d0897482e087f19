import { answerParent } from "../sandbox/asked-process.ts";
import { type LookRequest, look } from "./look.ts";

answerParent((request: LookRequest) => look(request, process.env));
