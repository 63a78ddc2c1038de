pipeline {
    agent none
    stages {
        stage('Deploy') {
            steps {
                apsDeploy(application: '@APPLICATION@', project: 'holiday', release: 'latest',
                    administrators: apsAccess(users: ['processadminuser']),
                    connectors: [
                        apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                            secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
                        apsConnector(name: 'erp', image: 'registry.example.org/erp:1.2')
                    ])
            }
        }
        stage('Look') {
            steps {
                apsStatus(application: '@APPLICATION@', wait: true)
            }
        }
        stage('Remove') {
            steps {
                apsUndeploy(application: '@APPLICATION@', force: true)
            }
        }
    }
}
