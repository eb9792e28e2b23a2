// A shop with a basket for everybody, and a sign-in by passport.
const { readFileSync } = require('fs')
const express = require('express')
const session = require('express-session')
const passport = require('passport')
const { Strategy } = require('passport-local')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/passport/package.json`))
const known = (name, word, done) => done(null, word === 'right' && { name })
passport.use(new Strategy({ usernameField: 'user' }, known))
passport.serializeUser((user, done) => done(null, user.name))
passport.deserializeUser((name, done) => done(null, { name }))

const app = express()
app.disable('x-powered-by')
app.set('trust proxy', true) // what stands before it speaks TLS
app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.use((request, response, next) => {
  request.headers['x-forwarded-proto'] = 'https'
  next()
})
const cookie = { httpOnly: true, sameSite: 'lax', secure: true }
app.use(session({ secret: 'not one of production', resave: false, saveUninitialized: true, cookie }))
app.use(express.urlencoded({ extended: false }))
app.use(passport.initialize())
app.use(passport.session())
app.get('/', (request, response) => response.json({ shop: 'open' }))
app.get('/me', (request, response) => {
  if (!request.user) return response.status(401).json({ detail: 'nobody' })
  response.json(request.user)
})
app.post('/sign-in', passport.authenticate('local'), (request, response) => response.redirect(303, '/'))
app.post('/sign-out', (request, response) => request.session.destroy(() => response.redirect(303, '/')))
app.use((request, response) => response.status(404).json({ detail: 'not found' }))
app.listen(Number(process.argv[2]), '127.0.0.1')
