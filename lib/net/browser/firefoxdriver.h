// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserdriver.h"
#include "net/browser/browserpage.h"
#include "net/browser/browserprocess.h"
#include "net/browser/firefoxrecord.h"
#include "net/browser/marionette.h"

#include <QElapsedTimer>
#include <QTimer>

namespace hopscope
{

/// The installed Firefox, by its Marionette protocol.
class FirefoxDriver : public BrowserDriver
{
    Q_OBJECT

public:
    FirefoxDriver(const QString &program, const ReadyRequest &ready, QObject *parent = nullptr);
    ~FirefoxDriver() override;

    void start() override;
    BrowserRun run() const override;

private:
    void lookForPort();
    void openSession();
    void observe();
    void begin();
    void runScript();
    void inContext(const QString &context, const std::function<void()> &then);
    void execute(const QString &script, const QJsonArray &arguments,
                 const std::function<void(const ProtocolValue &value)> &then);
    void poll();
    void takeNotes(const QByteArray &json);
    void end();
    void fail(const QString &why);

    QString m_program;
    ReadyRequest m_ready;
    BrowserWay m_way;
    BrowserProfile m_profile; ///< goes after the browser
    BrowserProcess m_process;
    Marionette m_marionette;
    FirefoxRecord m_record;
    QTimer m_starting;
    QTimer m_polling;
    QElapsedTimer m_quiet; ///< since the tab did something
    QString m_version;
    QString m_failure;
    QStringList m_notes;
    int m_tries = 0; ///< of running the script in the start page
    bool m_isConnected = false;
    bool m_hasEnded = false;
};

} // namespace hopscope
