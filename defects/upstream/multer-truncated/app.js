// Files of a form, taken by multer.
const { readFileSync } = require('fs')
const express = require('express')
const multer = require('multer')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/multer/package.json`))
const app = express()
app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.post('/upload', multer({ storage: multer.memoryStorage() }).any(), (request, response) => {
  response.status(201).json({ files: (request.files || []).length })
})
app.use((error, request, response, next) => response.status(400).json({ detail: 'malformed' }))
app.listen(Number(process.argv[2]), '127.0.0.1')
