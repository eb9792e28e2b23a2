// A plan of `gonogo load` for k6. PLAN is its journeys; GONOGO_LOAD_HEADERS holds their headers, as JSON, and lies
// in no file. Run it again: GONOGO_LOAD_HEADERS='[{"Authorization": "Bearer …"}]' k6 run load.k6.js
import http from 'k6/http';
import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';

const plan = PLAN;
const headers = JSON.parse(__ENV.GONOGO_LOAD_HEADERS || '[]');
const books = plan.journeys.map((_, place) => ({
  times: new Trend(`times_${place}`, true),
  sent: new Counter(`sent_${place}`),
  failed: new Counter(`failed_${place}`),
}));

function scenario(place, seconds, startTime, counts) {
  const journey = plan.journeys[place];
  return {
    executor: 'constant-arrival-rate',
    exec: 'send',
    rate: Math.max(1, Math.round(journey.rate_per_second * 1000)),  // k6 takes whole numbers alone
    timeUnit: '1000s',
    duration: `${seconds}s`,
    startTime: `${startTime}s`,
    gracefulStop: `${plan.timeout_seconds + 1}s`,
    preAllocatedVUs: Math.ceil(2 * journey.rate_per_second) + 8,
    maxVUs: Math.ceil(journey.rate_per_second * plan.timeout_seconds) + 16,
    env: { PLACE: String(place), COUNTS: counts ? '1' : '' },
  };
}

const scenarios = {};
const warm = plan.warm_up_seconds ? Math.max(1, plan.warm_up_seconds) : 0;  // k6 has no shorter scenario
plan.journeys.forEach((_, place) => {
  if (warm) scenarios[`warm_up_${place}`] = scenario(place, warm, 0, false);
  scenarios[`counted_${place}`] = scenario(place, plan.duration_seconds, warm, true);
});

export const options = {
  discardResponseBodies: true,
  noConnectionReuse: plan.connections === 'fresh',
  scenarios,
  summaryTrendStats: ['p(50)', 'p(95)', 'p(99)', 'max'],
};

function uuid() {
  return 'xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
}

function filled(text, known, escape) {
  return text.replace(/\{(n|uuid)\}/g, (_, name) => escape(known[name]));
}

export function send() {
  const place = Number(__ENV.PLACE);
  const journey = plan.journeys[place];
  const known = { n: String(exec.scenario.iterationInTest), uuid: uuid() };
  const sent = {};
  Object.entries(headers[place] || {}).forEach(([name, text]) => { sent[name] = filled(text, known, String); });
  const body = journey.body === null ? null : filled(journey.body, known, String);
  const url = plan.url + filled(journey.path, known, encodeURIComponent);
  const answer = http.request(journey.method, url, body, {
    headers: sent,
    redirects: 0,
    timeout: `${plan.timeout_seconds}s`,
  });
  if (!__ENV.COUNTS) return;
  books[place].sent.add(1);
  books[place].failed.add(journey.expected_statuses.includes(answer.status) ? 0 : 1);
  books[place].times.add(answer.timings.blocked + answer.timings.duration);
}

export function handleSummary(data) {
  const told = {};
  Object.entries(data.metrics).forEach(([name, metric]) => { told[name] = metric.values; });
  return { stdout: JSON.stringify(told) };
}
