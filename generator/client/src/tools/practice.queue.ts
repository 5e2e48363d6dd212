// Only this module knows what the page "practice" fetches of the schedule, where somebody asks for it.

export { Schedule } from "../schedule/open-schedule";
export { leechesTold } from "./leeches";
