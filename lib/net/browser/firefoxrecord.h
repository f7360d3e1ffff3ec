// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "net/browser/protocolvalue.h"

#include <QHash>

namespace hopscope
{

/// Makes the requests of one chain of the notes of firefoxObserver(). No I/O: they come in their order.
class FirefoxRecord
{
public:
    /// `isPage`: documents count; else what a script fetches. `content` is what the first request has as its body,
    /// which Firefox does not repeat.
    FirefoxRecord(bool isPage, const QByteArray &content, qint64 bodyLimit);

    void add(const ProtocolValue &event);

    bool isEmpty() const { return m_hops.isEmpty(); }
    /// The request that the chain is at is over.
    bool isOver() const { return m_isOver; }
    /// The last response asks for another page after that many seconds; -1: it does not.
    int expectedPage() const;
    int pageCount() const { return m_pages; }
    /// The chain; `browser` is name and version.
    BrowserRun run(const QString &browser) const;

private:
    void begin(const ProtocolValue &event);
    void answer(const ProtocolValue &event);
    void finish(const ProtocolValue &event);
    BrowserHop *find(const ProtocolValue &event);

    bool m_isPage;
    QByteArray m_content;
    qint64 m_bodyLimit;
    QList<BrowserHop> m_hops;
    QHash<QByteArray, qsizetype> m_places; ///< by the id of the channel
    QByteArray m_current;
    QString m_error;
    bool m_isOver = false;
    int m_pages = 0;
    double m_begin = 0; ///< in milliseconds since 1970
};

} // namespace hopscope
