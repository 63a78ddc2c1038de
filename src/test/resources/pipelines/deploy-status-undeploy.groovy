// The three steps, as a person would write them. Variables: application.
node {
    stage('Deploy') {
        deployed = apsDeploy application: application, project: 'holiday', release: 'latest',
                administrators: apsAccess(users: ['processadminuser']),
                users: apsAccess(groups: ['hr']),
                connectors: [
                        apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                                secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
                        apsConnector(name: 'erp', image: "registry.example.org/erp:${1 + 1}")]
        echo "deployed: ${deployed.status}"
    }
    stage('Status') {
        status = apsStatus(application: application)
        echo "status: ${status.status}"
    }
    stage('Undeploy') {
        undeployed = apsUndeploy application: application
        echo "undeployed: ${undeployed.verdict}"
    }
}
[deployed: deployed, status: status, undeployed: undeployed]
