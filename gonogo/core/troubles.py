r"""Words that a runtime, a store or a network has for its own troubles, which `str(error)` hands on. Pure.

What good services say of an input that they refuse is none: `strconv.ParseInt: parsing`, a decoder's words.
"""

from __future__ import annotations

TICK = r"(?:'|&#0?39;|&#x27;|\\u0027)"
QUOTE = r"(?:\\?\"|&quot;|&#34;|\\u0022)"
_ALONE = r"(?:^|[\n\"] ?|: |<(?:p|pre|h[1-3]|title|code|b|strong|div|span|td)>\s{0,20})"
_NO_WORD = r"(?!(?i:this|that|it|there|here|which|what|formula|expression|input|word|name)\b)"
_STORES = r"(?<![A-Za-z] )(?<![\w-])"  # `the database is locked` says a person
_END = r"(?=\s{0,4}\.?(?:$|[\"\n<\\(\]]))"
RUNTIMES = (
    # CPython
    rf"{TICK}[A-Za-z_]\w{{0,80}}{TICK} object has no attribute {TICK}",
    rf"{TICK}[A-Za-z_]\w{{0,80}}{TICK} object is not (?:subscriptable|iterable|callable)\b",
    rf"\bunhashable type: {TICK}|{TICK} not supported between instances of {TICK}",
    rf"\bargument of type {TICK}\w{{1,80}}{TICK} is not |\bexpected string or bytes-like object\b",
    r"\binvalid literal for int\(\) with base \d+|\bcould not convert string to float: ",
    r"\b(?:list|string|tuple) ind(?:ices must be integers|ex out of range)\b|\bPython int too large to ",
    r"\bunsupported operand type\(s\) for\b|\bcan only concatenate \w+ \(not |\bcannot unpack non-iterable ",
    r"\w\(\) (?:missing \d+ required (?:positional|keyword)|takes (?:from \d+ to )?\d+ positional )",
    r"\w\(\) got an unexpected keyword |\bObject of type \w+ is not JSON serializable\b",
    rf"\bname {TICK}\w{{1,80}}{TICK} is not defined\b|\bNo module named (?:{TICK}|[a-z_])",
    rf"\bobject of type {TICK}\w{{1,80}}{TICK} has no len\(\)|\bmaximum recursion depth exceeded\b",
    r"\b(?:int|float|complex|bytes|bytearray)\(\) argument must be\b",
    r"<[\w.]{1,80} object at 0x[0-9a-f]{6,}>|\bsqlalche\.me/e/",
    # V8
    r"\bCannot (?:read|set) propert(?:y|ies) [^\n]{0,80}\bof (?:undefined|null)\b",
    rf"\bCannot destructure property {TICK}|\bCannot convert undefined or null to object\b",
    r"(?<![\w$.])[\w$]{1,80}(?:\.[\w$]{1,80}){1,8} is not (?:a function|iterable)\b",
    # by itself, as a body has it; a page that lists articles may have one of that name
    rf"{_ALONE}{_NO_WORD}[A-Za-z_$][\w$]{{0,80}} is not (?:a (?:function|constructor)|iterable){_END}",
    r"\bMaximum call stack size exceeded\b",
    r"(?:\bundefined|\(intermediate value\)(?:\.\w{1,80})?) is not (?:a function|iterable)\b",
    # Go
    r"\bruntime error: (?:invalid memory address|index out of range|slice bounds|integer divide)",
    r"\binterface conversion: interface |\bfailed to encode args\[\d+\]",
    r"\bpq: (?:invalid|value|null|duplicate|relation|column|syntax) ",
    r"\bsql: (?:no rows in|Scan error|converting|database is|transaction has) ",
    # the JVM
    rf"\bCannot invoke {QUOTE}[^\n]{{1,200}}\bbecause {QUOTE}|\bthrough reference chain: ",
    r"(?<![A-Za-z_.-])(?:java|javax|jakarta|kotlin|scala)\.(?:[a-z]\w{0,80}\.){1,12}[A-Z]\w*",
    r"\bIndex -?\d+ out of bounds for length \d+|\bcannot be cast to class\b",
    # .NET
    r"\bObject reference not set to an instance of an object\b|\bNullable object must have a value\b",
    r"\bSequence contains no (?:matching )?elements?\b",
    rf"\bThe given key {TICK}[^\n]{{0,80}}{TICK} was not present in the dictionary\b",
    # Ruby
    rf"\bundefined method (?:`|{TICK})[^\n]{{1,80}}{TICK} for (?:nil\b|an instance of |class [A-Z])",
    rf"\bundefined method (?:`|{TICK})[^\n]{{1,80}}{TICK} for (?:#(?:<|&lt;)|[^\n]{{1,60}}:[A-Z]\w)",
    rf"\bundefined local variable or method (?:`|{TICK})|\bno implicit conversion of \w+ into [A-Z]",
    # PHP
    r"\bCall to (?:a member function \w+\(|undefined (?:function|method) )|\(\): Argument #\d+ ",
    r"\bArgument #\d+ \(\$\w{1,80}\) must be \w",
    r"\bUndefined (?:array key|index: |variable \$|property: )|\bTrying to access array offset on\b",
    r"\bAttempt to read property\b|\bUnsupported operand types: |\bArray to string conversion\b",
    # Rust
    r"\bcalled `(?:Option|Result)::unwrap",
    # PostgreSQL, MySQL, and what speaks with them
    r"\binvalid input syntax for type [\w ]{1,40}: |\binvalid input value for enum |\bnumeric field overflow",
    r"\bis out of range for type (?:integer|bigint|smallint|double|numeric)\b",
    rf"\binvalid byte sequence for encoding {QUOTE}|\bvalue too long for type character\b",
    rf"\bUnknown column {TICK}[^\n]{{1,80}}{TICK} in {TICK}",
    rf"\b(?:Data too long|Out of range value|Incorrect \w+ value: [^\n]{{1,80}}) for column {TICK}",
    r"\buninitialized constant [A-Z]\w*|\blua entry thread aborted\b",
    r"\b(?:WRONGTYPE|NOAUTH|NOPERM|MISCONF|READONLY|OOM) [A-Z][a-z]|\bOOM command not allowed\b",
    r"\bWRONGPASS (?:invalid\b|[A-Z][a-z])|\b(?:LOADING|BUSY) Redis is |\bCLUSTERDOWN [A-Z][a-z]",
    rf"\bError binding parameter\b|\bcan(?:not|{TICK}t) adapt type {TICK}",
    r"\binvalid input for query argument \$\d|\bCast to ObjectId failed for value\b",
)
"""About its own values, without a class."""

_GIVEN = r"(?:\([^)\n]{0,80}\))?(?: of relation [^\n]{1,80})?"
_NAME = r"(?:`|\\?\")\w{1,80}(?:`|\\?\")"
STATEMENTS = (
    # PostgreSQL, whose names stand in quotes or with a dot
    rf"\b(?:column|relation|function|schema) {QUOTE}?[\w.]{{1,120}}{QUOTE}?{_GIVEN} does not exist\b",
    r"\bpermission denied for (?:relation|schema|sequence|database) \w",
    r"\bKey \([^)\n]{1,120}\)=\([^)\n]{0,200}\) (?:already exists|is (?:not present|still referenced))",
    r"\bcanceling statement due to\b|\bdeadlock detected\b|\bcould not serialize access\b",
    # MySQL and MariaDB
    rf"\bTable {TICK}[\w.]{{1,120}}{TICK} doesn{TICK}t exist\b",
    rf"\bColumn {TICK}\w{{1,80}}{TICK} cannot be null\b",
    rf"\ba foreign key constraint fails\b|\bField {TICK}\w{{1,80}}{TICK} doesn{TICK}t have a default value\b",
    # SQL Server
    rf"\bInvalid (?:object|column) name {TICK}|\bIncorrect syntax near (?:the keyword )?{TICK}",
    rf"\bViolation of (?:UNIQUE|PRIMARY) KEY constraint {TICK}",
    r"\bconflicted with the (?:FOREIGN KEY|CHECK) constraint\b",
    r"\bCannot insert the value NULL into column\b|\bA network-related or instance-specific error\b",
    r"\bSee the inner exception for details\b",
    # SQLite
    r"\bSQLITE_[A-Z]{4,}\b|\bnear \\?\"[^\"\n]{1,80}\": syntax error\b|\bno such column: \w+\.\w",
    rf"{_STORES}(?:no such column: \w{{1,80}}|database (?:table |schema )?is locked){_END}",
    # what writes queries: Knex, Prisma, Hibernate
    rf"\b(?i:select [^\n]{{1,300}} from {_NAME}|insert into {_NAME} ?\()",  # noqa: S608 - a pattern
    rf"\b(?i:update {_NAME} set|delete from {_NAME})",  # noqa: S608 - as above
    r"\bJDBC exception executing SQL\b|\bDB::Exception: ",
    r"Invalid `prisma\.\w|\bcould not execute (?:statement|query|batch)\b|\bfailed to lazily initialize\b",
)
"""About a statement: what a store says of tables, columns and keys."""
# what is asked behind the service, by an address or a name without a domain
_ASKED_BEHIND = (
    r"(?i:\b(?:upstream|backend|prox(?:y|ying)|forward(?:ed|ing)?|connect(?:ing)?|fetch(?:ing)?|request|get|post)"
    rf"(?: (?:to|for|server))?:? (?:{QUOTE}|['(])?https?://)"
    r"(?:(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d[\d.]{2,12}"
    r"|(?!localhost\b)[a-z][a-z0-9-]{0,62}:\d{2,5})\b"
)
NETWORKS = (
    r"\bdial (?:tcp|udp|unix) [\w/\[]|\blookup [\w.-]{1,120}(?: on [\d.:]+)?: no such host\b",
    r"\(os error \d+\)|\bEOF occurred in violation of protocol\b",
    r"\brpc error: code = \w+ desc = |\bI/O error on [A-Z]+ request for |\bHTTPS?ConnectionPool\(host=",
    r"\bopen [\w./-]{1,200}: (?:no such file or directory|permission denied)\b",
    r"\bConnection to [\w.-]{1,120}:\d+ refused\b|\berror sending request for url \(",
    r"\bE(?:NOENT|ACCES|PERM|ISDIR|EXIST|MFILE): [a-z][^\n]{1,60}, \w+",
    r"\[\d{3}\] during \[[A-Z]+\] to \[",
    # Node.js
    r"\b(?:connect|read|write|listen|bind) E(?:CONN[A-Z]+|PIPE|PROTO|ADDR[A-Z]+|ACCES|NOENT)\b",
    r"(?<![\w-])E(?:TIMEDOUT|HOSTUNREACH|NETUNREACH|CONNRESET|AI_AGAIN)\b",
    _ASKED_BEHIND,
    # stores and pools that are full or away
    r"\bQueuePool limit of size \d|\bHikariPool-\d|\bremaining connection slots are reserved\b",
    r"\bsorry, too many clients already\b|\bno pg_hba\.conf entry\b|\bMySQL server has gone away\b",
    r"\bLost connection to MySQL server\b|\bTimeout acquiring a connection\. The pool\b",
    r"\bterminating connection due to (?:admin|conflict|idle)|\bFATAL: +the database system is \w",
)
"""About a connection or a file that is not there."""
TRACES = (
    # ECMAScript's other modules, Node's own, and what bundlers call a file
    r"\(?(?:file://|webpack-internal:///|node:internal/)[^\s()]{1,300}:\d+(?::\d+)?\b",
    r"(?<![\w/.-])[\w/.-]{1,400}\.(?:[cm][jt]s|[jt]sx):\d+",
    # .NET without its symbols
    r"(?:^|\n|\\n|\\r|\")\s{1,8}at (?:[A-Z]\w*\.){1,12}[\w<>`.+|]{1,120}\(",
)
"""Of a stack, beside those that name a file and its line."""
# whose classes have no such end, as jinja2.exceptions.TemplateNotFound
_OF_A_PACKAGE = (
    r"(?<![\w./-])(?:jinja2|werkzeug|django|flask|starlette|fastapi|pydantic_core|celery|kombu|httpx|aiohttp"
    r"|urllib3|botocore|boto3|grpc|marshmallow)\.(?:[a-z_]\w{0,60}\.){0,6}[A-Z]\w"
)
CLASSES = (
    r"\b(?:[A-Z]\w*\\{1,4}){1,8}\w+(?:Exception|Error)\b",  # PHP
    r"\b(?:Mongo\w*|Sequelize\w*|Prisma\w*|ArgumentCount|Pdo|PDO)(?:Error|Exception)\b|\bPgDatabaseError\b",
    _OF_A_PACKAGE,
    r"\b(?:[A-Z]\w{0,60}(?:DoesNotExist|SyntaxError)|NoReverseMatch|Improperly\w{1,20}|DisallowedHost) at /",
    r"\b(?:Action|Active)[A-Z]\w*::[A-Z]\w*|\bclojure\.lang\.[A-Z]",
    r"\*\* \([A-Z][\w.]{1,80}(?:Error|Exception)?\) ",  # Elixir
    r"\bCannot deserialize value of type `|\bNo enum constant [a-z]\w*\.|\bError creating bean with name\b",
)
"""Of an exception, by its class or by that of a value."""
_NO_EXAMPLE = (
    r"(?<!like )(?<!e\.g\. )(?<!such as )(?<!form )(?<!form: )(?<!format )(?<!format: )"
    r"(?<!ample )(?<!ample: )(?<!match )"
)
CLOUDS = (
    rf"{_NO_EXAMPLE}\barn:aws[a-z-]{{0,8}}:[a-z0-9-]{{2,30}}:[a-z0-9-]{{0,20}}:\d{{12}}:\w",
    rf"{_NO_EXAMPLE}(?<!\w)(?:s3[an]?|gs|abfss?|wasbs?)://[\w.@-]{{3,120}}/[\w.-]",
)
"""Of what a cloud keeps for the service; not where an input's form is told by an example."""
