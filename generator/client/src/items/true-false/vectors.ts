// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "../choice/grade";
