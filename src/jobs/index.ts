/** Jobs, in the order in which clients see them. */
import type { Job } from "../core/job.ts";
import { campaignOverview } from "./campaign-overview.ts";
import { leadDossier } from "./lead-dossier.ts";
import { replyQueue } from "./reply-queue.ts";

export const jobs: readonly Job[] = [campaignOverview, replyQueue, leadDossier];
