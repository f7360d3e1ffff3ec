// SPDX-License-Identifier: MIT
#pragma once

#include "net/network.h"
#include "net/relay/contentdecoder.h"

#include <QCryptographicHash>
#include <QIODevice>
#include <QNetworkReply>
#include <QTimer>

#include <memory>
#include <optional>

namespace hopscope
{

/// How long, and how much of, a redirect's content is read before the next request goes out.
inline constexpr int kRedirectContentMs = 250;
inline constexpr qint64 kRedirectContentBytes = 64 * 1024;

/// One request and its response through QNetworkAccessManager and the relay. All that touches a reply is here.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// `request` is sent as it is, with `content` after its head.
    Exchange(Network &network, const RelayTarget &target, const ConnectionOptions &options, const Request &request,
             const RequestContent &content, qint64 bodyLimit, const QElapsedTimer &clock, QObject *parent);
    ~Exchange() override;

    void start();
    /// The response is a redirect to follow: its content holds nothing up.
    void readBriefly();
    /// Ends the exchange now; finished() follows.
    void stop(OutcomeKind kind, const QString &reason);

    /// The response so far; complete after finished().
    std::optional<Response> response() const;
    /// The whole request, its content hashed when it was sent; what is left of it when the server answers early counts
    /// too.
    Request request() const;
    /// Bytes of its content that have left.
    qint64 contentSent() const;
    /// Everything but the redirect.
    Hop hop() const;
    /// What ended the exchange before its time.
    std::optional<OutcomeKind> failure() const { return m_failure; }

Q_SIGNALS:
    /// What the exchange does from now on.
    void entered(hopscope::HopPhase phase);
    /// The head of the response is there.
    void headReceived();
    /// Nothing more will come.
    void finished();

private:
    bool openContent();
    QNetworkReply *send();
    QNetworkReply *sendThrough(QNetworkAccessManager &manager, QNetworkRequest request);
    void readContent();
    bool takeContent(QByteArrayView bytes);
    void noteCutCoding();
    void noteUnread();
    void replyFinished();
    void finish();
    void takeTimes();
    Request sentRequest() const;
    QString replyError() const;
    /// Of a redirect's content.
    bool isEnough() const { return m_isBrief && m_body.size > kRedirectContentBytes; }
    bool isContentSent() const { return contentSent() == m_request.body.size; }

    Network &m_network;
    Request m_request;
    RequestContent m_content;
    qint64 m_bodyLimit;
    RelayJob *m_job;
    std::unique_ptr<QIODevice> m_device;
    QPointer<QNetworkReply> m_reply;
    QTimer m_brief;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    std::optional<ContentDecoder> m_decoder; ///< from the first content on
    Body m_body;
    std::optional<OutcomeKind> m_failure;
    QString m_error;
    bool m_finished = false;
    bool m_isBrief = false;
};

} // namespace hopscope
