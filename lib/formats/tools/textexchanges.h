// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"
#include "formats/record/recorded.h"
#include "redirect/profile.h"

#include <QList>

namespace hopscope
{

/// Requests and responses as the log of a client has them one after the other, on their way to chains.
class TextExchanges
{
public:
    /// Adds a request and returns its number. Its URL is absolute, or the request-target as sent: then it is made of
    /// Host and `scheme`, or, where that is empty, of what the redirect before it says; else http is assumed with a
    /// note.
    qsizetype addRequest(Request request, const QByteArray &scheme = {});
    /// The response to request `number`. Interim ones are kept beside the last; a second response to the same request
    /// is left out with a note.
    void addResponse(qsizetype number, const Response &response);
    /// The request that was added last and has no response yet, -1 if there is none.
    qsizetype open() const;
    Recorded &operator[](qsizetype number) { return m_exchanges[number]; }
    qsizetype size() const { return m_exchanges.size(); }
    /// Chains of what was added; an error if nothing was. `fallback` judges where no User-Agent names a client.
    Result<ReadRecord> record(const QString &origin, const ClientProfile &fallback, const QString &nothing);

private:
    void setUrl(Request &request, const QByteArray &scheme, QStringList &notes) const;

    QList<Recorded> m_exchanges;
    RecordNotes m_notes;
};

} // namespace hopscope
