// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserdriver.h"
#include "net/browser/browserpage.h"
#include "net/browser/browserprocess.h"
#include "net/browser/chromiumpipe.h"
#include "net/browser/chromiumrecord.h"

#include <QHash>
#include <QJsonObject>
#include <QTimer>

#include <functional>

namespace hopscope
{

/// The installed Chromium, by its DevTools protocol.
class ChromiumDriver : public BrowserDriver
{
    Q_OBJECT

public:
    ChromiumDriver(const QString &program, const ReadyRequest &ready, QObject *parent = nullptr);

    void start() override;
    BrowserRun run() const override;

private:
    using Answer = std::function<void(const ProtocolValue &result)>;

    void send(const QString &method, const QJsonObject &parameters = {}, const Answer &answer = {});
    void receive(const QByteArray &message);
    void receiveEvent(const ProtocolValue &message);
    void prepareTab();
    void begin();
    void openStartPage();
    void answerStartPage(const QString &id);
    void followPage(const QByteArray &method, const ProtocolValue &parameters);
    void readContent();
    void pageIsDone();
    void end();
    void fail(const QString &why);

    QString m_program;
    ReadyRequest m_ready;
    BrowserWay m_way;
    BrowserProfile m_profile; ///< goes after the browser
    ChromiumPipe m_pipe;
    ChromiumRecord m_record;
    QTimer m_settling;
    QTimer m_starting;
    QHash<int, Answer> m_answers;
    int m_lastId = 0;
    QString m_session;
    QString m_tab;
    QString m_version;
    QString m_failure;
    QStringList m_notes;
    bool m_isRecording = false;
    bool m_isOpening = false;   ///< the page that a form or a script begins from
    bool m_isExpecting = false; ///< the page has asked for another one
    bool m_hasEnded = false;
};

} // namespace hopscope
