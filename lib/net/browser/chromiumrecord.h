// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "net/browser/protocolvalue.h"

#include <QHash>

namespace hopscope
{

/// Makes the requests of one chain of Chromium's protocol messages (DevTools protocol: Network, Page, Inspector). No
/// I/O: the messages of one tab come in the order in which Chromium sent them.
class ChromiumRecord
{
public:
    /// `isPage`: the documents of the main frame count; else the first fetch(). `content` is what the first request has
    /// as its body, for where Chromium does not repeat it.
    ChromiumRecord(bool isPage, const QByteArray &content, qint64 bodyLimit);

    void add(const ProtocolValue &message);
    /// The content of the response that the chain is at.
    void addContent(const QByteArray &content);

    /// The id of the request that the chain is at; empty before the first.
    const QByteArray &currentId() const { return m_current; }
    /// Documents that the page itself has asked for.
    int pageCount() const { return m_pages; }
    /// The chain; `browser` is name and version.
    BrowserRun run(const QString &browser) const;

private:
    /// What Chromium tells of a request in a message of its own, some time before or after the others.
    struct Extras {
        QList<qsizetype> hops; ///< in the order of the redirects
        QList<BrowserHop> sent;
        QList<BrowserHop> heads;
    };

    /// A preflight that Chromium told before the request that it is for.
    struct Early {
        QByteArray asker; ///< id of that request
        QByteArray id;
        BrowserHop hop;
        double timestamp = 0;
    };

    void addRequest(const ProtocolValue &params);
    void endWithRedirect(const ProtocolValue &params);
    void append(const QByteArray &id, const BrowserHop &hop, double timestamp);
    void addExtra(const ProtocolValue &params, bool isHead);
    void fail(const ProtocolValue &params);
    void joinExtras(QList<BrowserHop> &hops) const;
    Outcome ending(const QString &name) const;

    bool m_isPage;
    QByteArray m_content;
    qint64 m_bodyLimit;
    QList<BrowserHop> m_hops;
    QList<std::optional<bool>> m_hasExtra; ///< of each hop: whether such messages come; nullopt: it was not said
    QHash<QByteArray, Extras> m_extras;    ///< by request id
    QList<Early> m_early;
    QByteArray m_current;
    QString m_why; ///< what the page did to get the next document
    QByteArray m_otherScheme;
    QString m_error;
    QString m_corsError;
    bool m_isDownload = false;
    bool m_crashed = false;
    int m_pages = 0;
    double m_begin = 0; ///< in seconds of Chromium's own clock
    double m_headAt = 0;
    QDateTime m_started;
};

} // namespace hopscope
