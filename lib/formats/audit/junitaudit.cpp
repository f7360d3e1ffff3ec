// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"

#include "text/terminaltext.h"

#include <QBuffer>
#include <QSet>
#include <QXmlStreamWriter>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kFlushedXml = 64 * 1024;

/// What a test case of JUnit says: one of its elements, or nothing when it passed.
struct CaseEnd {
    QString element;
    QString message;
    QString text;
};

CaseEnd caseEndOf(const AuditResult &result, bool isKnown)
{
    const AuditJudgement &judgement = result.judgement;
    switch (judgement.verdict) {
    case AuditVerdict::Fail:
        return isKnown ? CaseEnd{u"skipped"_s, u"failed in the baseline, too: "_s + judgement.cause, judgement.reason}
                       : CaseEnd{u"failure"_s, judgement.cause, judgement.reason};
    case AuditVerdict::NotAsked:
        return {u"skipped"_s, u"not asked: "_s + judgement.cause, judgement.reason};
    case AuditVerdict::Warn:
        return {u"system-out"_s, {}, u"WARN, "_s + judgement.cause + u": "_s + judgement.reason};
    case AuditVerdict::Pass:
        break;
    }
    return {};
}

void writeCase(QXmlStreamWriter &xml, const QString &name, const CaseEnd &end)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"hopscope.audit"_s);
    xml.writeAttribute(u"name"_s, terminalText(name));
    if (!end.element.isEmpty()) {
        xml.writeStartElement(end.element);
        if (!end.message.isEmpty())
            xml.writeAttribute(u"message"_s, terminalText(end.message));
        xml.writeCharacters(terminalText(end.text));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

bool writeAuditJunit(const AuditReport &report, const ByteSink &sink)
{
    const QList<qsizetype> known = report.comparison ? report.comparison->known : QList<qsizetype>();
    const QSet<qsizetype> skipped(known.begin(), known.end());
    const qsizetype failed = countOf(report.results, AuditVerdict::Fail) - known.size();
    const qsizetype left = countOf(report.results, AuditVerdict::NotAsked) + known.size();
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, u"hopscope audit"_s);
    xml.writeAttribute(u"tests"_s, QString::number(report.results.size() + report.faults.size()));
    xml.writeAttribute(u"failures"_s, QString::number(failed));
    xml.writeAttribute(u"errors"_s, QString::number(report.faults.size()));
    xml.writeAttribute(u"skipped"_s, QString::number(left));
    const auto flush = [&](qsizetype least) {
        if (out.size() < least)
            return true;
        const bool isWritten = sink(out.buffer());
        out.buffer().clear();
        return isWritten && out.seek(0);
    };
    for (const ListFault &fault : report.faults)
        writeCase(xml, placeText(fault.place), {u"error"_s, u"the line could not be used"_s, fault.reason});
    for (qsizetype i = 0; i < report.results.size(); ++i) {
        const AuditResult &result = report.results[i];
        writeCase(xml, u"%1: %2 %3"_s.arg(rowText(result), result.method, result.source),
                  caseEndOf(result, skipped.contains(i)));
        if (!flush(kFlushedXml))
            return false;
    }
    xml.writeEndDocument();
    return flush(0);
}

} // namespace hopscope
