import client from 'prom-client';

export const makeMetrics = (version, revision) => {
  const register = new client.Registry();
  client.collectDefaultMetrics({ register });
  const labelNames = ['method', 'route', 'status_code'];
  const requests = new client.Counter({
    name: 'http_requests_total',
    help: 'Requests that were answered.',
    labelNames,
    registers: [register],
  });
  const durations = new client.Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  });
  new client.Gauge({
    name: 'parcels_build_info',
    help: 'Always 1; the release is in the labels.',
    labelNames: ['version', 'revision'],
    registers: [register],
  }).set({ version, revision }, 1);

  const middleware = (req, res, next) => {
    const stop = durations.startTimer();
    res.on('finish', () => {
      const route = req.route ? `${req.baseUrl}${req.route.path}` : 'unmatched';
      const labels = { method: req.method, route, status_code: res.statusCode };
      requests.inc(labels);
      stop(labels);
    });
    next();
  };

  const handler = async (req, res) => {
    res.set('Content-Type', register.contentType);
    res.end(await register.metrics());
  };
  return { middleware, handler };
};
