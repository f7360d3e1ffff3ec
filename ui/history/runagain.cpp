// SPDX-License-Identifier: MIT
#include "ui/history/runagain.h"

#include "net/server/demo.h"
#include "ui/files/guessedrequest.h"
#include "ui/files/tracefiles.h"
#include "ui/look/uitext.h"
#include "ui/request/clientstore.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// `url` with other ports, also within its query: targets of the built-in server's routes stand there.
QString withPorts(const QString &url, const QList<quint16> &from, const QList<quint16> &to)
{
    static const QRegularExpression port(u"(:|%3A)([0-9]{1,5})(?![0-9])"_s, QRegularExpression::CaseInsensitiveOption);
    QString changed;
    qsizetype copied = 0;
    for (auto matches = port.globalMatch(url); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype place = from.indexOf(quint16(match.capturedView(2).toUInt()));
        if (place < 0 || place >= to.size())
            continue;
        changed += QStringView(url).sliced(copied, match.capturedStart(2) - copied);
        changed += QString::number(to[place]);
        copied = match.capturedEnd(2);
    }
    return changed + url.sliced(copied);
}

} // namespace

QList<quint16> serverPortsOf(const StoredRun &run)
{
    if (run.request)
        return run.request->serverPorts;
    if (run.trace.hops.isEmpty())
        return {};
    const Request &first = run.trace.hops.constFirst().request;
    return demoPorts(first.method, first.url);
}

bool isServerGone(const QList<quint16> &before, const QList<quint16> &ports)
{
    return !before.isEmpty() && before != ports.first(std::min(before.size(), ports.size()));
}

QString serverGoneText()
{
    return UiText::tr(
        "The built-in server of this trace is gone; Run again sends the request to the one that runs now.");
}

RunAgain runAgain(const StoredRun &run, const QList<quint16> &ports)
{
    RunAgain again;
    QStringList said;
    const QList<quint16> before = serverPortsOf(run);
    if (run.request) {
        again.request = run.request->request;
        if (run.request->isLaterVisit)
            said.append(UiText::tr("The client had brought along cookies or rules of earlier visits, which the history "
                                   "does not keep."));
        if (run.request->hasEdits)
            said.append(UiText::tr("Requests of it were edited in step mode; they will be sent as the client makes "
                                   "them."));
    } else if (!before.isEmpty()) {
        again.request = demoRequest(before);
        again.request.client = run.trace.client;
    } else {
        again.request = requestOf(run.trace);
        again.isGuess = true;
        said.append(guessText(run.trace, knownClients().find(run.trace.client)));
    }
    if (isServerGone(before, ports)) {
        again.request.url = withPorts(again.request.url, before, ports);
        said.append(ports.isEmpty()
                        ? UiText::tr("The built-in server that it was sent to is gone. Run again starts one.")
                        : UiText::tr("The built-in server that it was sent to is gone; the URL now names the one that "
                                     "runs (port %1 in the place of %2).")
                              .arg(ports.constFirst())
                              .arg(before.constFirst()));
    }
    again.doubt = said.join(u' ');
    return again;
}

} // namespace hopscope
