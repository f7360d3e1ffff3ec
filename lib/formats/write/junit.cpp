// SPDX-License-Identifier: MIT
#include "formats/write/junit.h"

#include "findings/findings.h"
#include "findings/steps.h"
#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "text/terminaltext.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Case {
    QString name;
    QString message; ///< empty: nothing to say
    QString type;
    QString text;
    bool fails = false;
};

Case caseOf(const Finding &finding)
{
    return {.name = u"%1 (%2)"_s.arg(finding.id, placeText(finding)),
            .message = finding.title,
            .type = QString(idOf(finding.severity)),
            .text = u"%1 [%2]"_s.arg(finding.detail, finding.source),
            .fails = finding.severity != Severity::Note};
}

/// Where the user wanted to follow nothing, the first response is the end.
Case endCase(const Trace &trace)
{
    const Outcome &outcome = trace.outcome;
    return {.name = u"outcome"_s,
            .message = QString(idOf(outcome.kind)),
            .type = QString(idOf(outcome.kind)),
            .text = outcomeText(outcome),
            .fails = outcome.kind != OutcomeKind::Final && !endedBeforeNext(trace)};
}

QList<Case> casesOf(const Trace &trace)
{
    QList<Case> cases{endCase(trace)};
    for (const FindingRow &row : findingTable()) {
        const auto isRow = [&](const Finding &finding) { return finding.id == row.id; };
        if (std::ranges::none_of(trace.findings, isRow))
            cases.append({.name = QString(row.id)});
    }
    for (const Finding &finding : trace.findings)
        cases.append(caseOf(finding));
    return cases;
}

void write(QXmlStreamWriter &xml, const Case &test)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"hopscope"_s);
    xml.writeAttribute(u"name"_s, terminalText(test.name));
    if (test.fails) {
        xml.writeStartElement(u"failure"_s);
        xml.writeAttribute(u"message"_s, terminalText(test.message));
        xml.writeAttribute(u"type"_s, test.type);
        xml.writeCharacters(terminalText(test.text));
        xml.writeEndElement();
    } else if (!test.text.isEmpty()) {
        xml.writeTextElement(u"system-out"_s, terminalText(test.message + u": "_s + test.text));
    }
    xml.writeEndElement();
}

/// Empty if nothing was measured.
QString seconds(const Trace &trace)
{
    std::optional<qint64> end;
    for (const Hop &hop : trace.hops) {
        if (const std::optional<qint64> time = elapsed(hop.timing))
            end = std::max(end.value_or(0), hop.timing.start + *time);
    }
    return end ? QString::number(double(*end) / 1e6, 'f', 6) : QString();
}

} // namespace

QByteArray writeJunit(const Trace &trace)
{
    const QList<Case> cases = casesOf(trace);
    const auto failures = std::ranges::count_if(cases, &Case::fails);
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, trace.hops.isEmpty() ? u"hopscope"_s : terminalText(trace.hops.first().request.url));
    xml.writeAttribute(u"tests"_s, QString::number(cases.size()));
    xml.writeAttribute(u"failures"_s, QString::number(failures));
    xml.writeAttribute(u"errors"_s, u"0"_s);
    if (const QString time = seconds(trace); !time.isEmpty())
        xml.writeAttribute(u"time"_s, time);
    if (trace.started.isValid())
        xml.writeAttribute(u"timestamp"_s, trace.started.toUTC().toString(Qt::ISODate).remove(u'Z'));
    for (const Case &test : cases)
        write(xml, test);
    xml.writeEndDocument();
    return out;
}

} // namespace hopscope
