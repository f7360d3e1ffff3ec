// SPDX-License-Identifier: MIT
#include "formats/write/csv.h"

#include "formats/write/hoptext.h"
#include "text/terminaltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kColumns =
    u"hop,kind,method,url,status,reason_phrase,location,verdict,target,why,source,start_ms,total_ms,"
    u"dns_ms,connect_ms,tls_ms,send_ms,wait_ms,receive_ms,address,port,reused,tls,"
    u"request_body_bytes,response_body_bytes,error,findings"_s;

bool startsFormula(char16_t c)
{
    return c == u'=' || c == u'+' || c == u'-' || c == u'@' || c == u'\t' || c == u'\r';
}

QString quoted(QString cell)
{
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

/// `first` is the first character before control bytes were written out.
QString safeCell(QString cell, char16_t first)
{
    if (startsFormula(first) || (!cell.isEmpty() && startsFormula(cell.front().unicode())))
        cell.prepend(u'\'');
    return cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\'') ? quoted(cell) : cell;
}

QString cell(const QByteArray &bytes)
{
    return safeCell(terminalText(bytes), bytes.isEmpty() ? u'\0' : char16_t(bytes.front()));
}

QString cell(const QString &text)
{
    return csvCell(text);
}

QString milliseconds(qint64 microseconds)
{
    return QString::number(double(microseconds) / 1000.0, 'f', 3);
}

QStringList responseCells(const Hop &hop)
{
    QStringList cells = hop.response ? QStringList{QString::number(hop.response->status), cell(hop.response->reason),
                                                   cell(hop.response->headers.all("Location").join(" | "))}
                                     : QStringList(3);
    if (!hop.redirect)
        return cells + QStringList(4);
    return cells << QString(idOf(hop.redirect->verdict)) << cell(hop.redirect->target) << cell(hop.redirect->reason)
                 << cell(hop.redirect->source);
}

/// Empty where nothing was measured.
QStringList timeCells(const Hop &hop)
{
    const Timing &t = hop.timing;
    const std::optional<qint64> total = elapsed(t);
    const std::optional<qint64> start = startOf(hop);
    QStringList cells{start ? milliseconds(*start) : QString()};
    for (const qint64 time : {total.value_or(0), t.dns, t.connect, t.tls, t.send, t.wait, t.receive})
        cells.append(total ? milliseconds(time) : QString());
    return cells;
}

QStringList connectionCells(const Hop &hop)
{
    const Connection &connection = hop.connection;
    const QString unverified = isUnverified(hop) ? u", certificate not verified"_s : QString();
    return {cell(connection.address), connection.port == 0 ? QString() : QString::number(connection.port),
            connection.reused ? u"yes"_s : u"no"_s,
            connection.tls ? cell(connection.tls->protocol + unverified) : QString()};
}

QString findingsCell(const Trace &trace, qsizetype hop)
{
    QStringList ids;
    for (const Finding &finding : trace.findings) {
        if (finding.hop == hop)
            ids.append(finding.id);
    }
    return cell(ids.join(u' '));
}

QString row(const Trace &trace, qsizetype index)
{
    const Hop &hop = trace.hops[index];
    QStringList cells{QString::number(index + 1), QString(idOf(hop.kind)), cell(hop.request.method),
                      cell(hop.request.url)};
    cells += responseCells(hop) + timeCells(hop) + connectionCells(hop);
    cells << QString::number(hop.request.body.size)
          << (hop.response ? QString::number(hop.response->body.size) : QString()) << cell(hop.error)
          << findingsCell(trace, index);
    return cells.join(u',');
}

} // namespace

QString csvCell(const QString &text)
{
    return safeCell(terminalText(text), text.isEmpty() ? u'\0' : text.front().unicode());
}

bool streamCsv(const QList<Trace> &traces, const ByteSink &sink)
{
    const bool single = traces.size() == 1;
    if (!sink((single ? "" : "trace,") + kColumns.toUtf8() + "\r\n"))
        return false;
    for (qsizetype number = 0; number < traces.size(); ++number) {
        const QByteArray first = single ? QByteArray() : QByteArray::number(number + 1) + ',';
        for (qsizetype i = 0; i < traces[number].hops.size(); ++i) {
            if (!sink(first + row(traces[number], i).toUtf8() + "\r\n"))
                return false;
        }
    }
    return true;
}

QByteArray writeCsvOfAll(const QList<Trace> &traces)
{
    QByteArray csv;
    streamCsv(traces, [&](const QByteArray &piece) {
        csv += piece;
        return true;
    });
    return csv;
}

QByteArray writeCsv(const Trace &trace)
{
    return writeCsvOfAll({trace});
}

} // namespace hopscope
