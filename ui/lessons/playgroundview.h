// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/play.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace hopscope
{

class ClientBox;
class PlaygroundModel;
class ScenarioRunner;

/// A scenario of one's own: servers, a first request, a table of answers; run with any client, or served for a browser.
class PlaygroundView : public QWidget
{
    Q_OBJECT

public:
    explicit PlaygroundView(QWidget *parent = nullptr);

    void setScenario(const Scenario &scenario);
    /// What is typed now. The error is one sentence.
    Result<Scenario> scenario() const;
    /// False: statusMessage() tells line and reason.
    bool openFile(const QString &path);
    bool saveFile(const QString &path);
    void run();
    QPlainTextEdit *lastTabStop() const { return m_wire; }

Q_SIGNALS:
    void inspectRequested(const hopscope::Trace &trace);
    void statusMessage(const QString &text);
    /// The play that run() started is over.
    void played(const hopscope::Play &play);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildRequest();
    QWidget *buildRoutes();
    QWidget *buildResult();
    ScenarioRunner &runner();
    void open(bool andPlay);
    void opened(const Scenario &scenario, const QStringList &notes);
    void showRow();
    void chooseOpen();
    void chooseSave();
    void fail(const QString &reason);

    PlaygroundModel *m_model;
    QLineEdit *m_title;
    ClientBox *m_client;
    QLineEdit *m_origins;
    QComboBox *m_method;
    QLineEdit *m_url;
    QPlainTextEdit *m_fields;
    QPlainTextEdit *m_body;
    QTableView *m_table;
    QPlainTextEdit *m_rowFields;
    QPlainTextEdit *m_rowBody;
    QLabel *m_error;
    QLabel *m_address;
    QPushButton *m_copy;
    QPushButton *m_inspect;
    QPlainTextEdit *m_wire;
    ScenarioRunner *m_runner = nullptr; ///< created with the first run
    Scenario m_open;                    ///< with the ports in use
    ScenarioVisit m_first;              ///< of an opened file, which says who asks
    QList<ScenarioVisit> m_moreVisits;  ///< likewise; kept as they are
    Play m_play;
    int m_number = 0;
    bool m_playsWhenOpen = false;
};

} // namespace hopscope
