export { assertForeignOriginsRefused } from './foreign-origins.ts';
export { onEveryRoute, type Route, recordRoutes } from './record-routes.ts';
