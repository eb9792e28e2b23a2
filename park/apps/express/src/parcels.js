import express from 'express';

const STATES = ['announced', 'in transit', 'delivered'];
const isText = (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 200 && !value.includes('\0');

export const parcels = (pool, authenticated) => {
  const router = express.Router();
  const json = express.json({ limit: '64kb' });

  router.get('/', authenticated, async (req, res) => {
    const limit = Number(req.query.limit ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return res.status(400).json({ error: 'limit: 1 to 100' });
    const { rows } = await pool.query('SELECT id, recipient, state FROM parcels ORDER BY id DESC LIMIT $1', [limit]);
    res.json({ parcels: rows });
  });

  router.get('/:id', authenticated, async (req, res) => {
    if (!/^\d{1,18}$/.test(req.params.id)) return res.status(404).json({ error: 'not found' });
    const { rows } = await pool.query('SELECT id, recipient, state FROM parcels WHERE id = $1', [req.params.id]);
    if (rows.length === 0) return res.status(404).json({ error: 'not found' });
    res.json(rows[0]);
  });

  router.post('/', authenticated, json, async (req, res) => {
    const { recipient, state = STATES[0] } = req.body ?? {};
    if (!isText(recipient) || !STATES.includes(state)) {
      return res.status(400).json({ error: 'recipient: a text; state: one of ' + STATES.join(', ') });
    }
    const { rows } = await pool.query(
      'INSERT INTO parcels (recipient, state) VALUES ($1, $2) RETURNING id, recipient, state',
      [recipient.trim(), state],
    );
    res.status(201).location(`/parcels/${rows[0].id}`).json(rows[0]);
  });

  return router;
};
