// A plan for k6: RATE arrivals a second, or with a RATE of 0 as many as PLACES users can send.
import http from 'k6/http';

const rate = Number(__ENV.RATE);
const places = Number(__ENV.PLACES);
const duration = `${__ENV.SECONDS}s`;
const open = { executor: 'constant-arrival-rate', rate, timeUnit: '1s', duration, preAllocatedVUs: places };
const closed = { executor: 'constant-vus', vus: places, duration };

export const options = {
  discardResponseBodies: true,
  scenarios: { load: rate ? open : closed },
  summaryTrendStats: ['p(50)', 'p(95)', 'p(99)', 'p(99.9)', 'max'],
};

export default function () {
  http.get(__ENV.URL);
}

export function handleSummary(data) {
  return { stdout: JSON.stringify(data) };
}
