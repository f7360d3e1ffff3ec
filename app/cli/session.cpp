// SPDX-License-Identifier: MIT
#include "app/cli/common.h"
#include "app/cli/sessionstore.h"
#include "app/cli/table.h"

#include "formats/session/sessionfile.h"
#include "formats/session/sessiontables.h"
#include "http/hstsfile.h"
#include "text/boundedread.h"
#include "text/terminaltext.h"

#include <QFile>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestCell = 60;

/// What --clear may take out.
struct Part {
    QLatin1StringView id;
    void (*clear)(ClientMemory &memory);
};

constexpr Part kParts[] = {
    {"cookies"_L1, [](ClientMemory &memory) { memory.jar = {}; }},
    {"hosts"_L1, [](ClientMemory &memory) { memory.hsts = {}; }},
    {"redirects"_L1, [](ClientMemory &memory) { memory.redirects.clear(); }},
    {"all"_L1, [](ClientMemory &memory) { memory = {}; }},
};

QString clear(ClientMemory &memory, const QStringList &ids)
{
    for (const QString &id : ids) {
        const auto *const part = std::ranges::find_if(kParts, [&](const Part &each) { return id == each.id; });
        if (part == std::end(kParts))
            return u"--clear takes cookies, hosts, redirects or all, not \"%1\""_s.arg(id);
        part->clear(memory);
    }
    return {};
}

QString import(ClientMemory &memory, const QStringList &paths)
{
    for (const QString &path : paths) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return u"%1 cannot be read (%2): check its path"_s.arg(path, file.errorString());
        const Result<QByteArray> content = readAtMost(file, path, kMaxSessionBytes);
        const Result<ClientMemory> more =
            content ? readSession(*content) : Result<ClientMemory>::failure(content.error);
        if (!more)
            return u"%1 cannot be imported: %2"_s.arg(path, more.error);
        memory = merged(memory, *more);
    }
    return {};
}

QByteArray textOf(const SessionTable &table)
{
    QByteArray text = terminalText(table.title).toUtf8() + '\n';
    if (table.rows.isEmpty())
        return text + "  (none)\n\n";
    QList<QStringList> rows{table.columns};
    QList<qsizetype> widths;
    for (const QString &column : table.columns)
        widths.append(column.size());
    for (const QStringList &row : table.rows) {
        QStringList cells;
        for (qsizetype i = 0; i < row.size(); ++i) {
            cells.append(terminalText(row.at(i)));
            widths[i] = std::clamp(cells.last().size(), widths.at(i), kLongestCell);
        }
        rows.append(cells);
    }
    return text + wrappedTable(rows, widths) + '\n';
}

QByteArray tablesOf(const ClientMemory &memory, bool withSecrets)
{
    QByteArray text;
    for (const SessionTable &table : sessionTables(memory, QDateTime::currentDateTimeUtc(), withSecrets))
        text += textOf(table);
    return text;
}

struct SessionWriter {
    QLatin1StringView id;
    QByteArray (*write)(const ClientMemory &memory, bool withSecrets);
};

constexpr SessionWriter kWriters[] = {
    {"table"_L1, tablesOf},
    {"json"_L1,
     [](const ClientMemory &memory, bool withSecrets) {
         return writeSession(memory, withSecrets ? SessionSecrets::Kept : SessionSecrets::LeftOut).json;
     }},
    {"curl-hsts"_L1, [](const ClientMemory &memory, bool) { return writeCurlHsts(memory.hsts); }},
    {"wget-hsts"_L1,
     [](const ClientMemory &memory, bool) { return writeWgetHsts(memory.hsts, QDateTime::currentDateTimeUtc()); }},
};

} // namespace

void describeSession(CommandParser &parser)
{
    parser.addPositionalArgument(u"FILE"_s, u"The session, as trace --session keeps it."_s);
    parser.addOptions({
        {u"import"_s, u"Add what FILE has: a session, a cookie file, a HAR or another recording; may be repeated."_s,
         u"FILE"_s},
        {u"clear"_s, u"Take out cookies, hosts, redirects or all, before anything is imported; may be repeated."_s,
         u"WHAT"_s},
        {u"format"_s, u"table (default), json, or the hosts as a file of HSTS: curl-hsts, wget-hsts."_s, u"ID"_s,
         u"table"_s},
        {u"no-redact"_s, u"Show and keep the values of cookies."_s},
    });
}

int runSession(const QCommandLineParser &parser, const Clients &)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return usageError(u"a file is missing; write: hopscope-cli session FILE"_s);
    const QString format = parser.value(u"format"_s);
    const auto *const writer =
        std::ranges::find_if(kWriters, [&](const SessionWriter &each) { return format == each.id; });
    if (writer == std::end(kWriters))
        return usageError(u"there is no format \"%1\"; choose table, json, curl-hsts or wget-hsts"_s.arg(format));
    const bool withSecrets = parser.isSet(u"no-redact"_s);
    const bool changes = parser.isSet(u"import"_s) || parser.isSet(u"clear"_s);
    SessionStore store(arguments.first(), withSecrets);
    if (!changes && !QFile::exists(arguments.first()))
        return usageError(u"the session %1 does not exist: check its path"_s.arg(arguments.first()));
    if (const QString error = store.open(changes); !error.isEmpty())
        return usageError(error);
    ClientMemory memory = store.memory();
    for (const QString &error :
         {clear(memory, parser.values(u"clear"_s)), import(memory, parser.values(u"import"_s))}) {
        if (!error.isEmpty())
            return usageError(error);
    }
    if (changes) {
        if (const int code = store.keep(memory); code != kExitOk)
            return code;
    }
    return print(writer->write(memory, withSecrets));
}

} // namespace hopscope::cli
